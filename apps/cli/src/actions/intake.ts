import { IntakeDocument } from '@yujue/application/intake';
import { type IntakeProgress, isInOrder, renderIntakeText, toIntakeJson } from '@yujue/fitting';
import { Failure } from '../failure';
import { asTyped } from '../invocation';
import { throwIfInterrupted } from '../interruption';
import { jsonText, note, print } from '../terminal/output';
import { type Progress, withProgress } from '../terminal/progress';
import { withDocuments } from '../with-documents';

interface IntakeOptions {
  readonly out: string;
  readonly format: 'text' | 'json';
}

/** `yujue intake <file>`: a published document → a dataset fitted to it; what contradicts itself ends with exit code 1. */
export async function intake(file: string, { out, format }: IntakeOptions): Promise<void> {
  const taken = await withDocuments(({ commands }) =>
    withProgress('查找矛盾', (progress) => commands.execute(new IntakeDocument({ file, out }, told(progress))), '步'),
  );
  const result = toIntakeJson(taken);
  await print(format === 'json' ? jsonText(result) : asTyped(renderIntakeText(result, out)));
  if (!isInOrder(result)) throw new Failure('文件没有全部读懂，或自相矛盾；数据集已写入，请先核对上面各处。');
}

/**
 * Prints each phase when it begins, and stops there after Ctrl-C. Only the search for contradictions counts steps. Their total
 * is unknown until the end, because each mistake that is found starts another search.
 */
function told(progress: Progress): (step: IntakeProgress) => void {
  let current = '';
  let steps = 0;
  return ({ phase }) => {
    throwIfInterrupted();
    if (phase !== current) note(`${phase}…`);
    current = phase;
    if (phase === '查找矛盾') progress((steps += 1));
  };
}
