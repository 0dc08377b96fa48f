import { useParams } from 'wouter';
import { CaseView } from './case-view.tsx';
import { QueueView } from './queue-view.tsx';

/** What waits for a person; and one case of it, under its own address. */
export default function ReviewSection() {
  const { id } = useParams<{ id?: string }>();
  return id ? <CaseView listingId={id} /> : <QueueView />;
}
