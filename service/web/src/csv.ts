// A table as a file that Dutch and English spreadsheets open by double-click: semicolons, a mark of UTF-8, and no cell that starts a formula.
const cell = (value: string): string => {
    const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[";\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export const csvOf = (rows: string[][]): string =>
    `\ufeff${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;

export function saveCsv(name: string, rows: string[][]): void {
    const url = URL.createObjectURL(new Blob([csvOf(rows)], { type: 'text/csv;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${name}.csv`;
    link.click();
    URL.revokeObjectURL(url);
}
