import Contracts

extension DocumentView {
  /// Of an OpenAPI document.
  init(openAPI document: JSONValue) {
    let parts = DocumentReferences(document)
    title = document["info"]?["title"]?.string ?? ""
    about = Paragraph.all(of: document["info"]?["description"]?.string)
    entries = (document["paths"]?.members ?? []).flatMap { path in
      let common = path.value["parameters"]?.array ?? []
      return path.value.members.filter { $0.name != "parameters" }.map { method in
        Entry(
          parts, method: method.name.text, path: path.name.text, method.value, common: common,
          security: method.value["security"] ?? document["security"])
      }
    }
    schemas = parts.schemas
  }
}

extension DocumentView.Entry {
  fileprivate init(
    _ parts: DocumentReferences, method: String, path: String, _ operation: JSONValue,
    common: [JSONValue], security: JSONValue?
  ) {
    anchor = operation["operationId"]?.string ?? "\(method)-\(path)"
    self.method = method.uppercased()
    name = path
    summary = operation["summary"]?.string ?? ""
    about = DocumentView.Paragraph.all(of: operation["description"]?.string)
    access = DocumentView.Access(security)
    parameters = DocumentView.List(
      (common + (operation["parameters"]?.array ?? [])).map {
        DocumentView.Parameter(parts.resolved($0))
      })
    contents = DocumentView.Content.all(of: parts.resolved(operation["requestBody"] ?? .null))
    answers = DocumentView.List(
      (operation["responses"]?.members ?? []).map { status in
        DocumentView.Answer(status: status.name.text, parts.resolved(status.value))
      })
  }
}

extension DocumentView.Access {
  /// By the schemes of which one must be used.
  fileprivate init(_ security: JSONValue?) {
    let schemes = (security?.array ?? []).flatMap(\.members).map(\.name)
    isOpen = schemes.isEmpty
    byToken = schemes.contains("bearer")
    bySignature = schemes.contains("webhook")
  }
}

extension DocumentView.Parameter {
  fileprivate init(_ parameter: JSONValue) {
    name = parameter["name"]?.string ?? ""
    place = parameter["in"]?.string ?? ""
    isRequired = parameter["required"]?.string == "true"
    about = DocumentView.Paragraph.all(of: parameter["description"]?.string)
    lines = Outline.lines(of: parameter["schema"])
  }
}

extension DocumentView.Answer {
  fileprivate init(status: String, _ answer: JSONValue) {
    self.status = status
    about = DocumentView.Paragraph.all(of: answer["description"]?.string)
    contents = DocumentView.Content.all(of: answer)
  }
}

extension DocumentView.Content {
  /// What is sent, by its media types.
  fileprivate static func all(of body: JSONValue) -> [DocumentView.Content] {
    (body["content"]?.members ?? []).map {
      DocumentView.Content(
        mediaType: $0.name.text, lines: Outline.lines(of: $0.value["schema"]))
    }
  }
}

/// What a document refers to.
struct DocumentReferences {
  private let components: JSONValue?

  init(_ document: JSONValue) { components = document["components"] }

  /// What a reference leads to; anything else is itself.
  func resolved(_ value: JSONValue) -> JSONValue {
    guard let reference = value["$ref"]?.string else { return value }
    return reference.split(separator: "/").dropFirst(2)
      .reduce(components) { found, name in found?[String(name)] } ?? .null
  }

  var schemas: [DocumentView.Schema] {
    (components?["schemas"]?.members ?? []).map {
      DocumentView.Schema(
        anchor: "schemas-\($0.name.text)", name: $0.name.text,
        lines: Outline.lines(of: $0.value))
    }
  }
}
