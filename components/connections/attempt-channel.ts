/** Windows of one browser tell each other here that an attempt to connect has moved. It carries no result: ask the server. */
export const ATTEMPT_CHANNEL = 'tributary-connections';
