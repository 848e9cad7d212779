import { CircleAlert, Info } from 'lucide-react';
import type { ReactNode } from 'react';

/** A message that stays in place: what happened, then what to do. Problems are announced, information is not. */
export function Notice({
  tone,
  title,
  hint,
  children,
}: {
  tone: 'info' | 'problem';
  title: string;
  hint?: string | null;
  children?: ReactNode;
}) {
  const Icon = tone === 'problem' ? CircleAlert : Info;
  return (
    <div
      role={tone === 'problem' ? 'alert' : undefined}
      className={`flex gap-3 rounded-lg border px-4 py-3 ${tone === 'problem' ? 'border-danger/35 bg-danger-soft' : 'bg-sunken'}`}
    >
      <Icon
        aria-hidden="true"
        size={16}
        className={`mt-0.75 shrink-0 ${tone === 'problem' ? 'text-danger' : 'text-ink-soft'}`}
      />
      <div className="min-w-0 flex-1 wrap-anywhere">
        <p className="font-medium">{title}</p>
        {hint ? <p className="mt-0.5 text-ink-soft">{hint}</p> : null}
        {children ? <div className="mt-3 flex flex-wrap gap-2">{children}</div> : null}
      </div>
    </div>
  );
}
