import { Navigate } from 'react-router';

/** The section opens with the tree of units. */
export function PeopleHome() {
  return <Navigate to="/people/units" replace />;
}
