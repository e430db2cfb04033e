import { type Failure, placeIn } from "../api/failure";
import { visible } from "../model/text";

/** A text that was refused, with a mark under the character where it went wrong. */
export function QueryProblem({ text, failure }: { text: string; failure: Failure }) {
  const place = placeIn(failure.message);
  const line = text.split("\n")[(place?.line ?? 1) - 1] ?? "";
  const before = [...line].slice(0, (place?.column ?? 1) - 1).join("");
  const indent = [...visible(before, 2_000)].length;
  return (
    <div class="problem-box query-problem" role="alert">
      <div class="grow">
        <pre tabIndex={0}>
          {visible(line, 2_000)}
          {place && `\n${" ".repeat(indent)}^`}
        </pre>
        <p>{failure.message}</p>
      </div>
    </div>
  );
}
