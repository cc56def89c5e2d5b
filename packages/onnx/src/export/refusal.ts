// How an export rule gives up on its node; caught where nodes are exported, where it becomes a diagnostic.

export class ExportRefusal extends Error {
  override readonly name = 'ExportRefusal';
  readonly form: string;

  constructor(form: string) {
    super(form);
    this.form = form;
  }
}
