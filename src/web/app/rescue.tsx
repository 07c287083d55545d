import { Component, type ReactNode } from 'react';
import { ErrorState } from '../ui/conditions.tsx';

/** A mistake of the page itself: says so, instead of going blank. */
export class Rescue extends Component<{ readonly children: ReactNode }, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { readonly error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return <ErrorState error={this.state.error} onRetry={() => location.reload()} />;
  }
}
