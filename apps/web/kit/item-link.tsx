import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { itemQuery, type Viewpoint } from '../api/queries.js';

interface ItemLinkProps {
  readonly item: string;
  /** Looked up when it is not at hand. */
  readonly title?: string;
  readonly viewpoint?: Viewpoint;
}

/** Another item by its title. */
export function ItemLink({ item, title, viewpoint = {} }: ItemLinkProps) {
  const detail = useQuery({ ...itemQuery(item, viewpoint), enabled: title === undefined });
  return (
    <Link to="/items/$item" params={{ item }} search={viewpoint} dir="auto">
      {title ?? detail.data?.title ?? item}
    </Link>
  );
}
