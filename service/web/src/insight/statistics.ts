// Figures over whole cents. Quantiles are of type 7 (what spreadsheets give), rounded to whole cents at the end.

// `sorted`: ascending, not empty; `part` between 0 and 1.
export function quantile(sorted: number[], part: number): number {
    const place = (sorted.length - 1) * part;
    const below = sorted[Math.floor(place)] ?? 0;
    const above = sorted[Math.ceil(place)] ?? below;
    return Math.round(below + (above - below) * (place - Math.floor(place)));
}

export interface Spread { count: number; min: number; lower: number; median: number; upper: number; max: number }

export function spreadOf(values: number[]): Spread | undefined {
    if (values.length === 0) return undefined;
    const sorted = [...values].sort((a, b) => a - b);
    return {
        count: sorted.length, min: sorted[0] ?? 0, lower: quantile(sorted, 0.25), median: quantile(sorted, 0.5), upper: quantile(sorted, 0.75), max: sorted[sorted.length - 1] ?? 0,
    };
}

// "180.00" -> 18000; the service writes two digits.
export const centsOf = (decimal: string): number => Number(decimal.replace('.', ''));

export const decimalOf = (cents: number): string => `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;

// Marks of an axis from 0: round steps, at most about eight.
export function axisOf(max: number): number[] {
    const rough = Math.max(max, 1) / 6;
    const size = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 2.5, 5, 10].map((factor) => factor * size).find((each) => each >= rough) ?? size * 10;
    return Array.from({ length: Math.ceil(max / step) + 1 }, (_, index) => index * step);
}
