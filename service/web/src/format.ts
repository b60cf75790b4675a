// Numbers, money and dates as people here write them.
import { language } from './address';

const locale = (): string => (language() === 'nl' ? 'nl-NL' : 'en-GB');

// "180.00" -> "€ 180", "180.50" -> "€ 180,50". Whole euros without cents: tables stay calm. The value is never changed, only written.
export function money(decimal: string): string {
    const [whole = '0', cents = '00'] = decimal.split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, language() === 'nl' ? '.' : ',');
    const rest = cents === '00' ? '' : (language() === 'nl' ? ',' : '.') + cents;
    return `€\u00a0${grouped}${rest}`;
}

export const number = (value: number): string => value.toLocaleString(locale());

// "2024-09-01" -> "1 september 2024"; a day has no time zone.
export function day(iso: string): string {
    const date = new Date(`${iso.slice(0, 10)}T12:00:00Z`);
    return Number.isNaN(date.getTime())
        ? iso
        : date.toLocaleDateString(locale(), { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}

export function moment(iso: string): string {
    const date = new Date(iso);
    return Number.isNaN(date.getTime())
        ? iso
        : date.toLocaleString(locale(), {
              day: 'numeric',
              month: 'long',
              year: 'numeric',
              hour: '2-digit',
              minute: '2-digit',
          });
}
