/** Conversations that this tab deletes, or has deleted: it leaves their page by itself, whatever that page hears of it. */
export const removedHere = new Set<string>();
