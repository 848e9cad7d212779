/** The requests that are being answered, so that a later message of the same connection can stop them. */
export type RunningRequests = {
  /** Returns what to call when the request has its answer. */
  add(connection: string, id: string | number, stop: () => void): () => void;
  stop(connection: string, id: string | number): void;
  stopAll(connection: string): void;
};

export function createRunningRequests(): RunningRequests {
  const connections = new Map<string, Map<string | number, () => void>>();

  function remove(connection: string, id: string | number, stop: () => void): void {
    const requests = connections.get(connection);
    if (requests?.get(id) !== stop) return; // Another request has taken the id since.
    requests.delete(id);
    if (requests.size === 0) connections.delete(connection);
  }

  return {
    add(connection, id, stop) {
      const requests = connections.get(connection) ?? new Map<string | number, () => void>();
      connections.set(connection, requests.set(id, stop));
      return () => remove(connection, id, stop);
    },
    stop: (connection, id) => connections.get(connection)?.get(id)?.(),
    stopAll(connection) {
      for (const stop of connections.get(connection)?.values() ?? []) stop();
    },
  };
}
