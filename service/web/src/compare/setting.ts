// The comparison's address with one choice made otherwise.
import { type Address, href } from '../address';

export function setting(address: Address, name: string, value: string): string {
    const next = new URLSearchParams(address.query);
    if (value === '') next.delete(name);
    else next.set(name, value);
    return href('/vergelijken', next);
}

export function switched(address: Address, name: string, value: string, on: boolean): string {
    const next = new URLSearchParams(address.query);
    const others = next.getAll(name).filter((other) => other !== value);
    next.delete(name);
    [...others, ...(on ? [value] : [])].forEach((each) => next.append(name, each));
    return href('/vergelijken', next);
}
