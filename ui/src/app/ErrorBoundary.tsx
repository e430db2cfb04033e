import { Component, type ComponentChildren } from "preact";
import { Failure, failureOf } from "../api/failure";
import { Problem } from "../parts/Answer";

/** Keeps a page that fails from taking the others along. */
export class ErrorBoundary extends Component<{ children: ComponentChildren }, { failure: Failure | null }> {
  override state: { failure: Failure | null } = { failure: null };

  override componentDidCatch(reason: unknown): void {
    console.error(reason);
    this.setState({ failure: new Failure("broken", `This page failed: ${failureOf(reason).message}`) });
  }

  override render() {
    return this.state.failure ? <Problem failure={this.state.failure} onRetry={() => this.setState({ failure: null })} /> : this.props.children;
  }
}
