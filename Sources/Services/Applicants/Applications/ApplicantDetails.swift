import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// Whose an application is, as the cat has written it.
struct ApplicantDetails: Sendable {
  var name: String
  /// The mailbox that the links went to.
  var email: String
  var phone: String
  /// In years.
  var age: Int
  var breed: String
  var coatColour: String

  /// How letters address her.
  var firstName: String { name.split(separator: " ").first.map(String.init) ?? name }

  /// The columns that ``init(row:)`` reads.
  static let columns = "name, email, phone, age, breed, coat_colour"

  init(row: inout RowReader) throws {
    name = try row.next()
    email = try row.next()
    phone = try row.next()
    age = try row.next()
    breed = try row.next()
    coatColour = try row.next()
  }

  /// The fields of a form in which the applicant corrects what she has written; an e-mail is none of
  /// them, since it is the one that is known to be hers.
  init(_ filled: Form, email: String) {
    name = filled.text("name", 1...200)
    self.email = email
    phone = filled.phone()
    age = filled.int("age", Self.ages)
    breed = filled.text("breed", 1...100)
    coatColour = filled.text("coat_colour", 1...100)
  }

  static let ages = 0...40
}

extension ApplicantDetails: Hashable {
  static func == (one: Self, other: Self) -> Bool {
    one.texts == other.texts && one.age == other.age
  }

  func hash(into hasher: inout Hasher) { hasher.combine(texts) }

  private var texts: [ExactText] {
    [name, email, phone, breed, coatColour].map { ExactText($0) }
  }
}
