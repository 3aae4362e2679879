/// What a PATCH wants to be otherwise of a row.
public struct RowChange<Row: VersionedRow>: Sendable {
  private var edits: [@Sendable (inout Row) -> Void] = []

  public init() {}

  /// Reads a field if it was sent, or has to be: one that is missing then is a mistake.
  public mutating func read<Value: Sendable>(
    _ form: Form, _ name: String, _ field: any WritableKeyPath<Row, Value> & Sendable,
    isRequired: Bool = false, _ reader: (Form, String) -> Value
  ) {
    guard isRequired || form.contains(name) else { return }
    let value = reader(form, name)
    edit { $0[keyPath: field] = value }
  }

  public mutating func edit(_ edit: @escaping @Sendable (inout Row) -> Void) {
    edits.append(edit)
  }

  /// The row afterwards: one version later if anything differs, else as it was.
  public func applied(to row: Row) -> Row {
    var changed = row
    for edit in edits { edit(&changed) }
    if changed.stored != row.stored { changed.version += 1 }
    return changed
  }
}
