import Testing

@testable import ServiceKit

@Suite("YAML as our documents are written")
struct YAMLReaderTests {
  @Test("mappings, lists, texts, blocks, braces and anchors are read")
  func everything() throws {
    let text = """
      info:
        title: 'It''s a cat'
        description: |
          One.

            Two, indented.
        note: >-
          Three
          and four.

          Five.
      tags: [a, 'b, c', {name: "d \\"e\\""}]
      paths:
        /cats/{id}:
          get: {summary: Looks, security: []}
        '404': &gone
          - $ref: '#/components/Gone'
          - plain, with a comma
        again: *gone
        required:
          [one, two]
        none:

      """
    let read = try YAMLReader.read(text)
    #expect(
      read == [
        "info": [
          "title": "It's a cat", "description": "One.\n\n  Two, indented.",
          "note": "Three and four.\nFive.",
        ],
        "tags": ["a", "b, c", ["name": "d \"e\""]],
        "paths": [
          "/cats/{id}": ["get": ["summary": "Looks", "security": []]],
          "404": [["$ref": "#/components/Gone"], "plain, with a comma"],
          "again": [["$ref": "#/components/Gone"], "plain, with a comma"],
          "required": ["one", "two"], "none": .null,
        ],
      ])
  }

  @Test(
    "what is written otherwise is a defect",
    arguments: [
      "a: [b", "a: {b: c", "a: 'b", "a: b: c", "a: *b", "a", "a: b\n   c: d", "a: \"\\x\"",
      "a: {b}", "a: |+\n  b", "a: [b] c", "- a\nb: c",
    ])
  func defects(text: String) {
    #expect(throws: DocumentDefect.self) { try YAMLReader.read(text) }
  }
}
