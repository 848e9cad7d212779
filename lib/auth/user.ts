/** The person who is asking. `id` is ours and stable; it is also their user id at Composio. */
export type User = { id: string; name: string; email: string | null };
