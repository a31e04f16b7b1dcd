/** Something that is wrong in an edition, at a path of its file; `parse-edition.ts` finds the line. */
export interface Complaint {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}
