/** An error of the endpoint itself, as JSON-RPC spells it. */
export function rpcError(message: string, code = -32_000) {
  return { jsonrpc: '2.0', error: { code, message }, id: null };
}
