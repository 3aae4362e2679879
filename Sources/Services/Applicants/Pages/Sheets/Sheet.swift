import Contracts
import ServiceKit

/// A form that writes a part of a JSON document: which field stands where in it.
struct Sheet: Sendable {
  var fields: [SheetField]
  /// The fields of each item of a list, by their places within it. Items without anything typed are
  /// left out.
  var rows: [[SheetField]] = []
  /// The member that has the list.
  var list = ""
}

struct SheetField: Sendable {
  /// In the form. What it is called is the text `field_<label>`, what is said about it, if anything,
  /// `field_<label>_hint`.
  let name: String
  let label: String
  /// Of the row that it is in, from 1.
  let row: Int?
  /// In the part that the sheet writes, or in the item of the row; empty: it is that item, or, beside
  /// rows, a field of the form alone.
  let path: [String]
  let format: SheetFormat

  /// - Parameter path: the members on the way, with slashes between them.
  init(_ name: String, _ path: String, _ format: SheetFormat = .line) {
    self.name = name
    label = name
    row = nil
    self.path = path.split(separator: "/").map(String.init)
    self.format = format
  }

  /// One of those of a row: its name begins with the list's, and the row's number.
  init(_ list: String, _ row: Int, _ name: String, _ path: String, _ format: SheetFormat = .line) {
    self.name = "\(list)_\(row)_\(name)"
    label = "\(list)_\(name)"
    self.row = row
    self.path = path.split(separator: "/").map(String.init)
    self.format = format
  }
}

/// What a form's fields hold.
struct Typed: Sendable {
  private var words: [ExactText: String] = [:]

  init() {}

  subscript(_ field: SheetField) -> String {
    get { words[ExactText(field.name)] ?? "" }
    set { words[ExactText(field.name)] = newValue }
  }
}

extension Sheet {
  /// All fields, those of rows too.
  var all: [SheetField] { fields + rows.flatMap(\.self) }

  /// What the fields hold of a document's part.
  func typed(of json: JSONValue) -> Typed {
    places.reduce(into: Typed()) { typed, place in
      typed[place.field] = place.field.format.words(for: json.at(place.path))
    }
  }

  /// What was sent of the fields.
  func typed(in form: Form) -> Typed {
    all.reduce(into: Typed()) { $0[$1] = form.value($1.name)?.string ?? "" }
  }

  /// The part that the fields write, over what it is.
  func json(_ typed: Typed, over base: JSONValue = .object([])) -> JSONValue {
    let written = fields.filter { !$0.path.isEmpty }.reduce(base) { json, field in
      let value = field.format.value(of: typed[field])
      return value.map { json.placing($0, at: field.path) } ?? json.removing(field.path)
    }
    guard !list.isEmpty else { return written }
    let items = rows.compactMap { row in
      row.reduce(nil as JSONValue?) { item, field in
        guard let value = field.format.value(of: typed[field]) else { return item }
        return (item ?? .object([])).placing(value, at: field.path)
      }
    }
    return items.isEmpty ? written.removing([list]) : written.placing(.array(items), at: [list])
  }

  /// The field in which a mistake is put right, and what of it is wrong, if not all; nil: none.
  ///
  /// - Parameter pointer: in the part that the sheet writes.
  func place(of pointer: String) -> (field: SheetField, part: String)? {
    if let place = places.first(where: { pointer.isAt($0.pointer) }) {
      return (place.field, String(pointer.dropFirst(place.pointer.count + 1)))
    }
    // It is above some of them: the first stands for all.
    return places.first { $0.pointer.isAt(pointer) }.map { ($0.field, "") }
  }

  /// Where fields stand in the part; those of the form alone stand nowhere.
  private var places: [Place] {
    fields.filter { !$0.path.isEmpty }.map { Place(field: $0, path: $0.path) }
      + rows.enumerated().flatMap { index, row in
        row.map { Place(field: $0, path: [list, "\(index)"] + $0.path) }
      }
  }

  private struct Place {
    let field: SheetField
    let path: [String]

    var pointer: String { path.map { "/" + escapedPointer($0) }.joined() }
  }
}

extension [Mistake] {
  /// Those in a part, by their places in it.
  func below(_ place: String) -> [Mistake] {
    filter { $0.pointer.isAt(place) }
      .map { Mistake(String($0.pointer.dropFirst(place.count)), $0.reason) }
  }
}

extension String {
  /// Whether a pointer is another one, or leads to something within.
  func isAt(_ place: String) -> Bool {
    utf8.starts(with: place.utf8)
      && (utf8.count == place.utf8.count
        || utf8.dropFirst(place.utf8.count).first == UInt8(ascii: "/"))
  }
}
