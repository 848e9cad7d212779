/** The same for two actions that would do the same: by tool and arguments, whatever the order of the keys. */
export function actionKey({ tool, arguments: args }: { tool: string; arguments: unknown }): string {
  return `${tool} ${JSON.stringify(canonical(args))}`;
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      // The message of a version carries the mark of its action, which is another one each time.
      .filter(([key, inner]) => !(key === 'message' && 'number' in value) && inner !== undefined)
      .map(([key, inner]) => [key, canonical(inner)] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}
