/**
 * What began a turn. `continue`: a person lets an interrupted answer go on. `connected`: an app was connected that the answer
 * before had missed. `queued`: a message that had waited. Triggers, schedules and the API will be causes of their own.
 */
export type TurnCause = 'message' | 'decision' | 'continue' | 'connected' | 'queued';

/** Causes that bring a request of their own; the others go on with the last one. */
export const REQUESTS = ['message', 'queued'] as const satisfies TurnCause[];
