import Contracts
import ServiceKit

/// One of the cats that apply in the demo data, and what becomes of her.
struct DemoApplicant: Sendable {
  /// What she does, or a manager with her.
  enum Step {
    /// With her picture.
    case confirm
    case invite
    case askForTime(String)
    /// Begins, and answers these questions.
    case answer([String: JSONValue])
    case handIn
    /// What a manager gives for texts.
    case mark([String: Int])
    case accept(String)
    case reject(String)
    case withdraw
    /// A manager keeps her.
    case hold
  }

  let name: String
  let language: Language
  let breed: String
  let coatColour: String
  let age: Int
  let steps: [Step]

  /// One for each state of an application, and ``invited``, who may begin her test.
  static let all = [
    DemoApplicant("Pushok Featherly", .english, "Siberian", "white", 2, []),
    DemoApplicant("Маркиз Мурлыкин", .russian, "Siberian", "рыжий", 4, [.confirm]),
    DemoApplicant("Sable Brushwood", .english, "Burmese", "sable", 3, [.confirm, .hold]),
    DemoApplicant(
      "Pepper Readyforit", .english, "Bengal", "spotted", 3, [.confirm, .invite]),
    DemoApplicant(
      "Biscuit Kneadwell", .english, "Ragdoll", "cream", 5,
      [
        .confirm, .invite,
        .askForTime("I read with one paw, since the other one is in plaster."),
      ]),
    DemoApplicant(
      "Dash Quickpaw", .english, "Abyssinian", "ruddy", 1,
      [.confirm, .invite, .answer(["late_bus": "a", "change": "8"])]),
    DemoApplicant(
      "Василиса Лапкина", .russian, "Невская маскарадная", "серая", 6,
      [.confirm, .invite, .answer(middling.merging(texts) { $1 }), .handIn]),
    DemoApplicant(
      "Gizmo Tinker", .english, "Manx", "black", 3,
      [.confirm, .invite, .answer(middling), .handIn]),
    DemoApplicant(
      "Athena Goldwhisker", .english, "Maine Coon", "golden", 4,
      [
        .confirm, .invite, .answer(best.merging(texts) { $1 }), .handIn,
        .mark(["why_us": 4, "best_day": 3]),
      ]),
    DemoApplicant(
      "Clementine Homebody", .english, "Birman", "tabby", 7,
      [
        .confirm, .invite, .answer(best), .handIn,
        .accept("She has helped out before, and everybody asks for her."),
      ]),
    DemoApplicant(
      "Bramble Scratchley", .english, "European Shorthair", "tortoiseshell", 2,
      [.confirm, .reject("not_suitable")]),
    DemoApplicant(
      "Nimbus Driftaway", .english, "Turkish Angora", "grey", 9, [.confirm, .withdraw]),
  ]

  /// Her place among them.
  static let invited = 3

  private init(
    _ name: String, _ language: Language, _ breed: String, _ coatColour: String, _ age: Int,
    _ steps: [Step]
  ) {
    self.name = name
    self.language = language
    self.breed = breed
    self.coatColour = coatColour
    self.age = age
    self.steps = steps
  }

  private static let best: [String: JSONValue] = [
    "late_bus": "a", "broken_cup": "a", "top_shelf": "a", "dark_cellar": "b", "strange_dog": "a",
    "long_story": "a", "wilted_fern": "a", "first_steps": ["a", "b", "c"],
    "cleaning_bag": ["a", "b", "c"], "dripping_tap": ["a", "b"], "change": "8", "way": "30",
    "boxes": "4",
  ]
  private static let middling: [String: JSONValue] = [
    "late_bus": "b", "broken_cup": "a", "top_shelf": "b", "dark_cellar": "a", "strange_dog": "a",
    "long_story": "b", "first_steps": ["a", "b", "d"], "cleaning_bag": ["a", "b"], "change": "8,00",
    "way": "26", "boxes": "5",
  ]
  private static let texts: [String: JSONValue] = [
    "why_us": "I like it when everything is where it belongs, me on the sofa included.",
    "best_day": "The day when the old lady from the third floor laughed again.",
  ]
}
