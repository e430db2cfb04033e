import { parseTrace } from "../../api/traceShape";
import { criticalPath, type Path } from "../../model/criticalPath";
import { errorSource, mainRoot, type OperationSum, operationsOf } from "../../model/operations";
import { type Repeats, repeatsOf } from "../../model/repeats";
import { rootOf, type Transaction, transactionOf } from "../../model/transaction";
import { type Tree, treeOf } from "../../model/spanTree";
import { lengthOf, type Trace } from "../../model/trace";

/** All that the views of a trace are drawn from. */
export interface Layout {
  readonly trace: Trace;
  readonly tree: Tree;
  readonly path: Path;
  /** The way through queues; null without any. */
  readonly transaction: Transaction | null;
  readonly repeats: Repeats;
  readonly operations: readonly OperationSum[];
  /** The span that people mean by the trace. */
  readonly root: number;
  /** Where an error began; -1 without errors. */
  readonly source: number;
  /** Nanoseconds from first start to last end, at least 1. */
  readonly length: number;
}

export function layoutOf(text: string): Layout {
  const trace = parseTrace(text);
  const tree = treeOf(trace);
  const transaction = transactionOf(trace, tree);
  const root = rootOf(tree, mainRoot(trace, tree), transaction);
  const path = criticalPath(trace, tree, root);
  return {
    trace,
    tree,
    path,
    transaction,
    repeats: repeatsOf(trace, tree),
    operations: operationsOf(trace, tree, path),
    root,
    source: errorSource(trace, tree),
    length: Math.max(1, lengthOf(trace)),
  };
}
