import Postgres
import Testing

@Suite("Parameters by name")
struct NamedParametersTests {
  private struct Cat {
    let name: String
    let age: Int?
  }

  private static let parameters: NamedParameters<Cat> = [
    "name": { $0.name }, "age": { $0.age }, "age_next": { ($0.age ?? 0) + 1 },
  ]

  @Test("become numbers, wherever and however often they stand; casts and others' marks stay")
  func numbers() {
    let sql = Self.parameters.sql("select $age_next::int8, $name, $age, $name, $1, '$', $none")
    #expect(sql == "select $3::int8, $1, $2, $1, $1, '$', $none")
  }

  @Test("are bound in the order of their numbers")
  func bindings() {
    let bindings = Self.parameters.bindings(of: Cat(name: "Murka", age: nil))
    #expect(bindings == ["Murka", Int?.none, 1])
  }
}
