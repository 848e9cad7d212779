import 'server-only';
import { giveUpDeadUndos } from '@/lib/undo/end-undo';
import { showCallIn } from './lost-calls';

/** Ends undos whose process died, and shows in their conversations that nobody knows how they ended. */
export async function closeDeadUndos(): Promise<void> {
  await giveUpDeadUndos(showCallIn);
}
