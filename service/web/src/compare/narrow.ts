// Whether the window is a narrow one: charts are then drawn in another shape, not smaller.
import { useEffect, useState } from 'preact/hooks';

const narrow = matchMedia('(max-width: 40rem)');

export function useNarrow(): boolean {
    const [now, set] = useState(narrow.matches);
    useEffect(() => {
        const listener = () => set(narrow.matches);
        narrow.addEventListener('change', listener);
        return () => narrow.removeEventListener('change', listener);
    }, []);
    return now;
}
