import Link from 'next/link';
import { Mark } from '../mark';
import { buttonStyle } from '../ui/button-style';

/** A page that could not be shown: what happened, and the way on. */
export function Problem({
  title,
  message,
  action,
}: {
  title: string;
  message: string;
  action: { href: string; label: string };
}) {
  return (
    <div className="flex min-h-[75dvh] flex-1 items-center justify-center p-6">
      <div className="max-w-sm text-center">
        <span className="inline-block text-accent">
          <Mark size={32} />
        </span>
        <h1 className="mt-5 text-title font-semibold">{title}</h1>
        <p className="mt-2 text-ink-soft wrap-anywhere">{message}</p>
        <Link href={action.href} className={`${buttonStyle('secondary')} mt-6`}>
          {action.label}
        </Link>
      </div>
    </div>
  );
}
