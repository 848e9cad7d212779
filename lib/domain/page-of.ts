/** One page of a list; `nextCursor` is opaque and null at the end. */
export type PageOf<T> = { items: T[]; nextCursor: string | null };
