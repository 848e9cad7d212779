import type { DynamicToolUIPart } from 'ai';
import { CallCard } from './call-card';
import { viewOfPart } from './call-view';

/** The card of a tool part of a message. `live`: the turn it belongs to is still running. */
export function ToolCallCard({ part, live }: { part: DynamicToolUIPart; live: boolean }) {
  return <CallCard call={viewOfPart(part, live)} live={live} />;
}
