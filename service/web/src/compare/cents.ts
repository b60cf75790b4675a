// Amounts as whole cents, for places on an axis and differences; every figure itself comes from the service.

// "180.00" -> 18000; the service writes two digits.
export const centsOf = (decimal: string): number => Number(decimal.replace('.', ''));

export const decimalOf = (cents: number): string => `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;

// Marks of an axis from 0: round steps, about as many as asked.
export function axisOf(max: number, about: number): number[] {
    const rough = Math.max(max, 1) / about;
    const size = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 2.5, 5, 10].map((factor) => factor * size).find((each) => each >= rough) ?? size * 10;
    return Array.from({ length: Math.ceil(max / step) + 1 }, (_, index) => index * step);
}
