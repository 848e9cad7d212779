'use client';

import { useCallback, useEffect, useEffectEvent, useMemo, useState } from 'react';
import type { ChangeActions } from '../../changes/change-context';
import { commandsOf } from './commands';
import { ConversationTurns } from './conversation-turns';
import { decisionsOf } from './decide';
import { isBusy, type StoredConversation, waitingMessages } from './turn-state';

/**
 * The turns of one conversation: what was said, whether one runs, what waits, and the commands by which a person begins,
 * queues and stops one or decides about changes.
 * @param page.onRefused gets the text of a message that the server did not take, so that nothing typed is lost.
 */
export function useTurns(
  id: string,
  given: StoredConversation,
  page: { onAccepted?: () => void; onRefused: (text: string) => void },
) {
  const [turns] = useState(() => new ConversationTurns(id, given));
  const [state, setState] = useState(turns.state);
  const onAccepted = useEffectEvent(() => page.onAccepted?.());
  const onGiveBack = useEffectEvent(page.onRefused);
  useEffect(() => turns.open({ onChange: setState, onAccepted, onGiveBack }), [turns]);

  const changeActions = useMemo<ChangeActions>(
    () => ({ ...decisionsOf(id, turns), onUndone: () => void turns.refresh() }),
    [id, turns],
  );
  return {
    messages: state.messages,
    hasEarlier: state.older !== null,
    showEarlier: useCallback(() => turns.showOlder(), [turns]),
    queued: waitingMessages(state),
    busy: isBusy(state.line),
    stopping: isBusy(state.line) && state.line.stopping,
    failure: state.failure,
    commands: useMemo(() => commandsOf(turns), [turns]),
    changeActions,
  };
}
