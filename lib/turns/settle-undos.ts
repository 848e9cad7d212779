import 'server-only';
import { giveUpDeadUndos } from '@/lib/changes/settle-undo';
import { showCallIn } from './lost-calls';

/** Ends undos whose process died, and shows in their conversations that nobody knows how they ended. */
export async function settleUndos(): Promise<void> {
  await giveUpDeadUndos(showCallIn);
}
