import { Navigate } from 'react-router';

/** The books begin with the incoming one. */
export function Registers() {
  return <Navigate to="/registers/incoming" replace />;
}
