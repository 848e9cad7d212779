/** How the caller of a meta tool follows it and ends it early. */
export type MetaCallWatch = {
  signal: AbortSignal;
  /** Told of each part that is done. */
  progress?: ((done: number, total: number, message: string) => void) | undefined;
};
