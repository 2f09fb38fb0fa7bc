from django.contrib import admin

from .models import Article, Comment, Tag


class TagInline(admin.TabularInline):
    model = Tag
    extra = 0


# region articles
@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    list_display = ["title", "author", "created_at", "hidden"]
    list_filter = ["hidden", "created_at"]
    list_select_related = ["author"]
    search_fields = ["title", "author__username"]
    readonly_fields = ["author"]
    exclude = ["favorited_by"]
    inlines = [TagInline]
    actions = ["hide", "show"]

    def has_add_permission(self, request):
        """Staff moderate; articles are written through the API."""
        return False

    @admin.action(description="Hide selected articles", permissions=["change"])
    def hide(self, request, queryset):
        count = queryset.update(hidden=True)
        self.message_user(request, f"Hidden articles: {count}")

    @admin.action(description="Show selected articles", permissions=["change"])
    def show(self, request, queryset):
        count = queryset.update(hidden=False)
        self.message_user(request, f"Shown articles: {count}")


# endregion


@admin.register(Comment)
class CommentAdmin(admin.ModelAdmin):
    list_display = ["body", "author", "article", "created_at"]
    list_select_related = ["author", "article"]
    search_fields = ["body"]
    readonly_fields = ["author", "article"]

    def has_add_permission(self, request):
        return False
