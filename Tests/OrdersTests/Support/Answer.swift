import FoundationEssentials
import HTTPTypes

/// An answer as a test looks at it.
struct Answer: Sendable {
  let status: Int
  let headers: HTTPFields
  let bytes: [UInt8]

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The body as JSON; null for anything else.
  var json: Value {
    (try? JSONDecoder().decode(Value.self, from: Data(bytes))) ?? .null
  }

  /// The last part of a problem's type.
  var problem: String? {
    json["type"]?.string?.split(separator: "/").last.map(String.init)
  }

  subscript(_ name: String) -> Value? { json[name] }
}

/// Any JSON value.
enum Value: Decodable, Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([Value])
  case object([String: Value])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([Value].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: Value].self))
    }
  }

  subscript(_ name: String) -> Value? {
    guard case .object(let members) = self else { return nil }
    return members[name]
  }

  subscript(_ index: Int) -> Value? {
    guard case .array(let items) = self, items.indices.contains(index) else { return nil }
    return items[index]
  }

  var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  var int: Int? {
    guard case .number(let number) = self else { return nil }
    return Int(number)
  }

  var array: [Value] {
    guard case .array(let items) = self else { return [] }
    return items
  }

  var names: Set<String> {
    guard case .object(let members) = self else { return [] }
    return Set(members.keys)
  }
}
