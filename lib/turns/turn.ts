/** A turn that was opened, and whose it is. */
export type Turn = { userId: string; conversationId: string; turnId: string };
