use crate::draft::Draft;
use cairn_model::DateFrom;

/// Which column of a table, or field of a JSON object, holds what of a report: `title=headline,text=body`.
///
/// What is not named is looked for under the report's own names: `report`, `outlet`, `url`, `title`, `author`,
/// `published`, `language`, `text`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnMap(Vec<(&'static str, String)>);

/// A mapping that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnMapError(String);

impl std::fmt::Display for ColumnMapError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ColumnMapError {}

/// The fields of a report, as mappings name them.
const FIELDS: [&str; 8] = ["report", "outlet", "url", "title", "author", "published", "language", "text"];

impl std::str::FromStr for ColumnMap {
    type Err = ColumnMapError;

    fn from_str(words: &str) -> Result<Self, ColumnMapError> {
        let mut map = Self::default();
        for pair in words.split(',').filter(|pair| !pair.trim().is_empty()) {
            let Some((field, column)) = pair.split_once('=') else {
                return Err(ColumnMapError(format!("`{pair}` is no FIELD=COLUMN")));
            };
            let (field, column) = (field.trim(), column.trim());
            let Some(field) = FIELDS.iter().find(|known| **known == field) else {
                return Err(ColumnMapError(format!("no field `{field}`; fields are {}", FIELDS.join(", "))));
            };
            map.0.push((field, column.to_owned()));
        }
        Ok(map)
    }
}

impl ColumnMap {
    /// Whether every field has its own name.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// This mapping and another one; where both name a field, the other one counts.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.0.retain(|(field, _)| !other.0.iter().any(|(named, _)| named == field));
        self.0.extend(other.0.iter().cloned());
        self
    }

    /// The column that holds a field.
    pub(crate) fn column<'m>(&'m self, field: &'m str) -> &'m str {
        self.0.iter().find(|(named, _)| *named == field).map_or(field, |(_, column)| column.as_str())
    }

    /// The columns that the user named.
    pub(crate) fn named(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(_, column)| column.as_str())
    }

    /// A report from what stands in each column.
    pub(crate) fn draft(&self, value: impl Fn(&str) -> Option<String>) -> Draft {
        let field = |name| value(self.column(name));
        Draft {
            report: field("report"),
            outlet: field("outlet"),
            url: field("url"),
            title: field("title"),
            author: field("author"),
            published: field("published"),
            language: field("language"),
            text: field("text"),
            date_from: None::<DateFrom>,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ColumnMap;

    #[test]
    fn a_mapping_names_columns() {
        let map: ColumnMap = "title=headline, text=body text".parse().unwrap();
        assert_eq!(
            (map.column("title"), map.column("text"), map.column("url")),
            ("headline", "body text", "url")
        );
        let map = map.and(&"title=head".parse().unwrap());
        assert_eq!((map.column("title"), map.column("text")), ("head", "body text"));
        assert!(
            "headline=title".parse::<ColumnMap>().unwrap_err().to_string().contains("no field `headline`")
        );
        assert!("title".parse::<ColumnMap>().is_err());
    }
}
