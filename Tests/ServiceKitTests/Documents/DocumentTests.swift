import Postgres
import TestSupport
import Testing

@testable import ServiceKit

@Suite("Documents put together from two")
struct DocumentTests {
  private static let shared = """
    openapi: 3.0.3
    security:
      - key: []
    components:
      securitySchemes:
        key:
          description: |
            Ask for one.

            It is good for a day.
        door: {type: http}
      responses:
        Gone:
          schema: {$ref: '#/components/schemas/Problem'}
        Late:
          schema: {$ref: '#/components/schemas/Delay'}
      schemas:
        Problem: {type: object}
        Delay: {type: integer}

    """

  private func text(_ own: String) throws -> String {
    try DocumentParts(own).text(sharing: DocumentParts(Self.shared))
  }

  @Test("what is referred to comes along, through others too, and nothing else")
  func needed() throws {
    let own = """
      info: {title: Cats}
      paths:
        '404': {$ref: '#/components/responses/Gone'}
      components:
        schemas:
          Cat: {type: string}

      """
    #expect(
      try text(own) == """
        openapi: 3.0.3
        security:
          - key: []
        info: {title: Cats}
        paths:
          '404': {$ref: '#/components/responses/Gone'}
        components:
          securitySchemes:
            key:
              description: |
                Ask for one.

                It is good for a day.
          responses:
            Gone:
              schema: {$ref: '#/components/schemas/Problem'}
          schemas:
            Problem: {type: object}
            Cat: {type: string}

        """)
  }

  @Test("a security requirement is a reference")
  func security() throws {
    #expect(!(try text("paths: {}\n")).contains("door:"))
    #expect(try text("      security:\n        - door: []\n").contains("door: {type: http}"))
  }

  @Test(
    "what is defined twice or nowhere, or not in the plain shape, is a defect",
    arguments: [
      "components:\n  schemas:\n    Problem: {type: string}\n",
      "components:\n  schemas:\n    Cat: {type: string}\n    Cat: {type: object}\n",
      "paths:\n  - $ref: '#/components/schemas/Dog'\n",
      "paths:\n  security:\n    - dog: []\n",
      "components:\n  schemas:\n    Cat:\n      type: string\npaths: {}\n",
      "components:\n    Cat: {type: string}\n",
      "components:\n  schemas:\n      type: string\n",
      "components:\n  schemas:\n    # not a name\n",
      "components:\n   schemas:\n",
    ])
  func defects(own: String) {
    #expect(throws: DocumentDefect.self) { try text(own) }
  }

  @Test("a service whose document is defective does not start, and is named")
  func start() throws {
    let defect = #expect(throws: DocumentDefect.self) {
      try buildApplication(
        modules: [Stray()], authenticator: TestIssuer.shared.verifier(),
        settings: ServerSettings(), logger: silent)
    }
    #expect(defect?.description.contains("strays: schemas/Problem is defined twice") == true)
  }
}

/// A service that defines what all share.
private struct Stray: ServiceModule {
  static let name = "strays"
  static let openAPI = "components:\n  schemas:\n    Problem: {type: object}\n"
  static let statements: [any Statement.Type] = []

  let database = CattleModule().database

  func admit(_ caller: Caller) -> Caller { caller }
  func addRoutes(to router: ServiceRouter) {}
}
