import { Spinner } from '../ui/spinner';

/** Shown in place of an answer that has not begun, because too many others are being made. */
export function WaitsForPlace({ place }: { place: number }) {
  const ahead = place === 2 ? 'One request is ahead of yours.' : `${place - 1} requests are ahead of yours.`;
  return (
    <p role="status" className="flex items-center gap-2.5 text-ink-soft">
      <span aria-hidden="true" className="text-accent">
        <Spinner />
      </span>
      Tributary is busy at the moment. {place === 1 ? 'Yours is next.' : ahead}
    </p>
  );
}
