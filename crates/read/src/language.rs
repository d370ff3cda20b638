//! The language of a report.

use whatlang::Lang;

/// How many bytes of the text are looked at; a language shows early.
const LOOKED_AT: usize = 6000;

/// How many words a text has at least to be judged.
const FEWEST: usize = 20;

/// The share of English function words (in percent) from which a text is English. Prose has 30 to 45; a list of
/// foreign names with a line of English around it about 10; other languages in Latin script below 4.
const ENGLISH: usize = 8;

/// The share up to which a text in Latin script may be in another language.
const FOREIGN: usize = 5;

/// English function words that are no words of the languages of Europe, Turkish, Swahili, Hausa, Indonesian or
/// Somali, or rare ones there.
const WORDS: [&str; 42] = [
    "the", "and", "of", "to", "that", "with", "from", "by", "were", "which", "have", "has", "had", "their",
    "they", "this", "would", "for", "been", "after", "said", "who", "at", "not", "be", "as", "it", "he",
    "his", "are", "but", "when", "than", "into", "between", "two", "three", "killed", "wounded", "near",
    "against", "its",
];

/// The ISO 639-1 code of the language that a report is written in, judged by its text; none where the text is too
/// short or mixed to tell. What may be English is never called another language.
///
/// whatlang alone takes lists of names, cables in capitals and short lines for other languages; it is asked only
/// where English has been ruled out.
pub(crate) fn of(title: Option<&str>, text: &str) -> Option<&'static str> {
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = format!("{} {}", title.unwrap_or_default(), &text[..end]).to_lowercase();
    let (mut n_latin, mut n_other) = (0_usize, 0_usize);
    for c in sample.chars().filter(|c| c.is_alphabetic()) {
        // Latin letters and their supplements end before Greek (Unicode blocks).
        if c < '\u{370}' || ('\u{1e00}'..'\u{1f00}').contains(&c) { n_latin += 1 } else { n_other += 1 }
    }
    if n_other > 2 * n_latin {
        // Scripts without spaces have long words.
        let is_long = n_other >= FEWEST * 3;
        return whatlang::detect(&sample).filter(|_| is_long).and_then(|found| code(found.lang()));
    }
    let (mut n_words, mut n_english) = (0_usize, 0_usize);
    for word in sample.split(|c: char| !c.is_alphabetic() && c != '\'').filter(|word| !word.is_empty()) {
        n_words += 1;
        n_english += usize::from(WORDS.contains(&word));
    }
    if n_words < FEWEST {
        return None;
    }
    if n_english * 100 >= n_words * ENGLISH {
        return Some("en");
    }
    if n_english * 100 > n_words * FOREIGN {
        return None;
    }
    let found = whatlang::detect(&sample)?;
    (found.is_reliable() && found.lang() != Lang::Eng).then(|| code(found.lang())).flatten()
}

/// The ISO 639-1 code of a language.
fn code(lang: Lang) -> Option<&'static str> {
    Some(match lang {
        Lang::Ara => "ar",
        Lang::Aze => "az",
        Lang::Bel => "be",
        Lang::Ben => "bn",
        Lang::Bul => "bg",
        Lang::Cat => "ca",
        Lang::Ces => "cs",
        Lang::Cmn => "zh",
        Lang::Dan => "da",
        Lang::Deu => "de",
        Lang::Ell => "el",
        Lang::Eng => "en",
        Lang::Fin => "fi",
        Lang::Fra => "fr",
        Lang::Guj => "gu",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Hrv => "hr",
        Lang::Hun => "hu",
        Lang::Hye => "hy",
        Lang::Ind => "id",
        Lang::Ita => "it",
        Lang::Jav => "jv",
        Lang::Jpn => "ja",
        Lang::Kan => "kn",
        Lang::Kat => "ka",
        Lang::Khm => "km",
        Lang::Kor => "ko",
        Lang::Mal => "ml",
        Lang::Mar => "mr",
        Lang::Mkd => "mk",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Nld => "nl",
        Lang::Nob => "nb",
        Lang::Ori => "or",
        Lang::Pan => "pa",
        Lang::Pes => "fa",
        Lang::Pol => "pl",
        Lang::Por => "pt",
        Lang::Ron => "ro",
        Lang::Rus => "ru",
        Lang::Sin => "si",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Spa => "es",
        Lang::Srp => "sr",
        Lang::Swe => "sv",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        Lang::Tha => "th",
        Lang::Tgl => "tl",
        Lang::Tuk => "tk",
        Lang::Tur => "tr",
        Lang::Ukr => "uk",
        Lang::Urd => "ur",
        Lang::Uzb => "uz",
        Lang::Vie => "vi",
        Lang::Zul => "zu",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn reports_of_war_in_many_languages() {
        let cases = [
            (
                "Quatre civils ont été tués samedi dans le bombardement du marché de la ville, a déclaré un porte-parole de l'hôpital. Onze personnes ont été blessées, dont deux enfants.",
                "fr",
            ),
            (
                "Cuatro civiles murieron el sábado en el bombardeo del mercado de la ciudad, dijo un portavoz del hospital. Once personas resultaron heridas, entre ellas dos niños.",
                "es",
            ),
            (
                "قتل أربعة مدنيين يوم السبت في قصف استهدف سوق المدينة، حسبما قال متحدث باسم المستشفى، وأصيب أحد عشر شخصا بينهم طفلان",
                "ar",
            ),
            (
                "Четверо мирных жителей погибли в субботу при обстреле городского рынка, сообщил представитель больницы. Ранены одиннадцать человек, среди них двое детей.",
                "ru",
            ),
            (
                "Чотири цивільні особи загинули в суботу внаслідок обстрілу міського ринку, повідомив речник лікарні. Поранено одинадцять людей, серед них двоє дітей.",
                "uk",
            ),
            (
                "Vier Zivilisten wurden am Samstag beim Beschuss des Marktes getötet, sagte ein Sprecher des Krankenhauses. Elf Menschen wurden verletzt, darunter zwei Kinder.",
                "de",
            ),
            (
                "Quatro civis morreram no sábado no bombardeamento do mercado da cidade, disse um porta-voz do hospital. Onze pessoas ficaram feridas, entre elas duas crianças.",
                "pt",
            ),
        ];
        for (text, language) in cases {
            assert_eq!(of(None, text), Some(language), "{text}");
        }
    }

    #[test]
    fn what_is_english_or_may_be_is_no_other_language() {
        let english = "FOUR CIVILIANS WERE KILLED ON SATURDAY WHEN SHELLS HIT THE MARKET OF THE TOWN, A SPOKESMAN OF THE HOSPITAL SAID. ELEVEN WERE WOUNDED.";
        assert_eq!(of(None, english), Some("en"));
        let names = "Killed in the shelling of Khan al-Asal: Mahmoud Abd al-Rahman al-Hajj Hussein, Fatima Mustafa al-Khalaf, Ahmad Jasim al-Muhammad, Yusuf Ibrahim al-Ali, Khadija Umm Ahmad, Hasan Abu Qasim, of Deir Hafir and Maarat al-Numan.";
        let short = [
            "Gunmen kill 12",
            "Kabul: 5 dead",
            "German",
            "Tal Abyad - Ras al-Ayn - Suluk",
            "Al-Shabaab raid Baidoa",
            "",
        ];
        for text in short.into_iter().chain([names]) {
            assert!(matches!(of(None, text), None | Some("en")), "{text}: {:?}", of(None, text));
        }
    }
}
