extension APIView: PageData {
  static let template = "api"
  static let example = APIView(services: ["orders"])
}

extension DocumentView: PageData {
  static let template = "document"

  static var example: DocumentView {
    let about = [Paragraph(pieces: [.init(text: "All of", code: "them")])]
    let lines = [
      Outline.Line(indent: "  ", name: "items", text: "a list", link: "schemas-Cat", target: "Cat")
    ]
    let contents = [Content(mediaType: "application/json", lines: lines)]
    let parameter = Parameter(
      name: "limit", place: "query", isRequired: true, about: about, lines: lines)
    let entry = Entry(
      anchor: "listCats", method: "GET", name: "/api/cats", summary: "All cats", about: about,
      access: Access(isOpen: true, byToken: true, bySignature: true), parameters: List([parameter]),
      contents: contents,
      answers: List([Answer(status: "200", about: about, contents: contents)]))
    return DocumentView(
      title: "Cats", about: about, entries: [entry],
      schemas: [Schema(anchor: "schemas-Cat", name: "Cat", lines: lines)])
  }
}
