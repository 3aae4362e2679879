import Contracts

extension DocumentView {
  /// Of an AsyncAPI document: an event an entry.
  init(asyncAPI document: JSONValue) {
    title = document["info"]?["title"]?.string ?? ""
    about = Paragraph.all(of: document["info"]?["description"]?.string)
    entries = (document["components"]?["messages"]?.members ?? []).map { event in
      Entry(
        anchor: event.name.text, method: nil, name: event.name.text,
        summary: event.value["title"]?.string ?? "",
        about: Paragraph.all(of: event.value["summary"]?.string)
          + Paragraph.all(of: event.value["description"]?.string),
        access: nil, parameters: nil,
        contents: [
          Content(
            mediaType: document["defaultContentType"]?.string ?? "",
            lines: Outline.lines(of: event.value["payload"]))
        ], answers: nil)
    }
    schemas = DocumentReferences(document).schemas
  }
}
