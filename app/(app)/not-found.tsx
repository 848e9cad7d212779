import { Problem } from '@/components/shell/problem';

export default function NotFound() {
  return (
    <Problem
      title="There is nothing here"
      message="This address does not lead to anything of yours. It may have been deleted."
      action={{ href: '/', label: 'Begin a new conversation' }}
    />
  );
}
