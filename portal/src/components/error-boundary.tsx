import { Component, type ReactNode } from 'react';

interface ErrorBoundaryProps {
  fallback(error: unknown, retry: () => void): ReactNode;
  /** Before what failed is tried again. */
  onReset?(): void;
  children: ReactNode;
}

/** Shows something else in place of what threw. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { failure?: { error: unknown } }> {
  override state: { failure?: { error: unknown } } = {};

  static getDerivedStateFromError(error: unknown) {
    return { failure: { error } };
  }

  override render() {
    const { failure } = this.state;
    if (failure === undefined) return this.props.children;
    return this.props.fallback(failure.error, () => {
      this.props.onReset?.();
      this.setState({ failure: undefined });
    });
  }
}
