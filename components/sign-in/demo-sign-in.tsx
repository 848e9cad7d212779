'use client';

import { Button } from '../ui/button';

const NAMES: Record<string, string> = { ada: 'Ada Lovelace', grace: 'Grace Hopper', alan: 'Alan Turing' };

/** One click each: the people of the sandbox. */
export function DemoSignIn({
  users,
  disabled,
  onChoose,
}: {
  users: string[];
  disabled: boolean;
  onChoose: (user: string) => void;
}) {
  return (
    <section aria-label="Sandbox" className="mb-6">
      <p className="mb-3 text-ink-soft">
        This is the sandbox. Look around as one of its people; no password needed.
      </p>
      <div className="grid gap-2">
        {users.map((user) => (
          <Button key={user} disabled={disabled} onClick={() => onChoose(user)}>
            {NAMES[user] ?? user}
          </Button>
        ))}
      </div>
    </section>
  );
}
