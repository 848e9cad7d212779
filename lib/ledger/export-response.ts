import 'server-only';
import { z } from 'zod';
import { parseQuery } from '@/lib/http/parse-request';
import { toolCallFilters } from '../domain/tool-call-filters';
import { exportLedger } from './export-ledger';
import type { ExportFormat } from './export-rows';
import { exportToolCalls } from './export-tool-calls';

const format = z.enum(['csv', 'json']);
const toolCallsQuery = toolCallFilters.extend({ format });
const ledgerQuery = z.object({ format, conversationId: z.uuid().optional() });

/** The tool calls of a user, or of one conversation that the caller has checked to be theirs, as a file to keep. */
export function toolCallsResponse(request: Request, userId: string, conversationId?: string): Response {
  const { format, ...filters } = parseQuery(request, toolCallsQuery);
  return fileResponse('tool-calls', format, exportToolCalls(userId, format, { conversationId, ...filters }));
}

/** A person's own ledger as a file to keep, with what conversations left that are deleted. */
export function ledgerResponse(request: Request, person: { id: string; name: string }): Response {
  const { format, conversationId } = parseQuery(request, ledgerQuery);
  return fileResponse('ledger', format, exportLedger(person, format, conversationId));
}

function fileResponse(name: string, format: ExportFormat, pieces: AsyncGenerator<string>): Response {
  return new Response(streamOf(pieces), {
    headers: {
      'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.${format}"`,
      'cache-control': 'no-store',
    },
  });
}

function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
