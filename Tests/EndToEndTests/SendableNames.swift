import Contracts

@testable import ServiceKit

/// What may be sent to a service in bodies and queries, by the names in its OpenAPI document.
struct SendableNames {
  private(set) var names: Set<String> = []
  private let references: DocumentReferences
  private var followed: Set<String> = []

  init(of document: JSONValue) {
    references = DocumentReferences(document)
    search(document)
  }

  private mutating func search(_ value: JSONValue) {
    if value["in"] == "query", let name = value["name"]?.string { names.insert(name) }
    for member in value.members {
      if member.name == "requestBody" { addProperties(member.value) } else { search(member.value) }
    }
    for item in value.array ?? [] { search(item) }
  }

  private mutating func addProperties(_ value: JSONValue) {
    if let reference = value["$ref"]?.string {
      if followed.insert(reference).inserted { addProperties(references.resolved(value)) }
      return
    }
    names.formUnion((value["properties"]?.members ?? []).map(\.name.text))
    for member in value.members { addProperties(member.value) }
    for item in value.array ?? [] { addProperties(item) }
  }
}
