import { type StoredEvent } from '@yujue/event-store';
import { type DepartmentYearRegistered, type RegisterEvent, readEvent } from '@yujue/ledger';
import { type Differences } from './differences';
import { type Manifest } from './manifest';
import { LOAD_ACTOR } from './recorded-facts';

type Registered = DepartmentYearRegistered['data'];

const START = { file: 'dataset.yaml', rowNumber: 1 };

/**
 * The department's year as it is to be registered, or null where nothing is to change. Units and layouts may grow. What a
 * load said of the year stays; what the opening of the year chose by itself, such as its title, gives way to the folder.
 */
export function reconcileRegistration(
  manifest: Manifest,
  recorded: readonly StoredEvent[],
  differences: Differences,
): DepartmentYearRegistered | null {
  const asked = registrationOf(manifest);
  const known = lastRegistered(recorded);
  if (!known) return { type: 'DepartmentYearRegistered', data: asked };
  const isLoaded = recorded.some(({ metadata }) => metadata.actor === LOAD_ACTOR);
  const lost = known.units.filter((unit) => !asked.units.includes(unit));
  if (isLoaded && recorded.at(-1)!.metadata.actor === LOAD_ACTOR)
    for (const unit of lost) differences.missing('dataset.yaml', `预算单位 ${unit}`, {});
  const [before, now] = [cellsOf(known), cellsOf(asked)];
  const changed = Object.keys(now).filter((column) => before[column] !== now[column]);
  if (changed.some((column) => isLoaded || column === '部门名称')) differences.changed(START, '', before, now);
  const editions = [...known.editions, ...asked.editions.filter((edition) => !known.editions.includes(edition))];
  const data = { ...asked, units: [...asked.units, ...lost], editions };
  const isSame = changed.length === 0 && same(known.units, data.units) && same(known.editions, editions);
  return isSame ? null : { type: 'DepartmentYearRegistered', data };
}

function registrationOf({ department: { authority, ...department }, source, ...manifest }: Manifest): Registered {
  return {
    department,
    ...(authority !== undefined && { authority }),
    ...(source !== undefined && { source }),
    fiscalYear: manifest.fiscalYear,
    title: manifest.title,
    units: manifest.units.map(({ code }) => code),
    editions: manifest.editions,
  };
}

const lastRegistered = (recorded: readonly StoredEvent[]): Registered | null =>
  (
    recorded
      .map((stored) => readEvent<RegisterEvent>(stored))
      .findLast(({ type }) => type === 'DepartmentYearRegistered') as DepartmentYearRegistered | undefined
  )?.data ?? null;

const cellsOf = ({ department, authority, source, title }: Registered): Record<string, string> => ({
  部门名称: department.name,
  主管部门: authority ?? '',
  来源文件: source ? `${source.file} ${source.sha256}` : '',
  标题: title,
});

const same = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((each, index) => each === right[index]);
