import type { ConversationMessage } from '@/lib/domain/message';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import type { TurnsState } from './turns/turn-state';

/** What went wrong last, below what was said. What cannot be typed again can be sent again from here. */
export function TurnFailure({
  failure,
  onSendAgain,
}: {
  failure: TurnsState['failure'];
  onSendAgain: (message: ConversationMessage) => void;
}) {
  if (failure === null) return null;
  const { message, hint, again } = failure;
  return (
    <div className="mt-7">
      <Notice tone="problem" title={message} hint={hint}>
        {again === null ? null : <Button onClick={() => onSendAgain(again)}>Try again</Button>}
      </Notice>
    </div>
  );
}
